import FabricFormats
import FabricModel
let clock = ContinuousClock()
var reading: PlanReading?
let t = clock.measure { 
  do { reading = try PlanLoader.load(Array(CommandLine.arguments.dropFirst())) } catch { print(error) } }
if let r = reading { print(t, r.fabric.devices.count, r.fabric.links.count, r.fabric.ports.count, r.anomalies.prefix(5), r.anomalies.count)
 if r.fabric.links.count > 0 { print(r.fabric.endNames(of: LinkID(0)), r.fabric.label(of: LinkID(0)), r.fabric.origin(of: LinkID(r.fabric.links.count-1))) } }
