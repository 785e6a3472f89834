#ifndef PLUMBLINE_CLIBXML2_SHIM_H
#define PLUMBLINE_CLIBXML2_SHIM_H

/* Debian builds libxml2 with ICU, and its parser headers then pull in the system's ICU headers.
   Those clash with the ICU inside Foundation, so every module downstream that imports Foundation
   would fail to compile. The ICU types appear in no function that Plumbline calls. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

/* The error pointer is `xmlError *` in libxml2 2.9 and `const xmlError *` from 2.12 on. These
   accessors give Swift one type for both. */
static inline int plumbline_error_code(const void *error) {
  return error ? ((const xmlError *)error)->code : 0;
}
static inline int plumbline_error_domain(const void *error) {
  return error ? ((const xmlError *)error)->domain : 0;
}
static inline int plumbline_error_level(const void *error) {
  return error ? (int)((const xmlError *)error)->level : 0;
}
static inline int plumbline_error_line(const void *error) {
  return error ? ((const xmlError *)error)->line : 0;
}
static inline const char *plumbline_error_message(const void *error) {
  return error ? ((const xmlError *)error)->message : 0;
}
static inline const void *plumbline_last_error(xmlParserCtxtPtr context) {
  return xmlCtxtGetLastError(context);
}

/* `serror` has a different parameter type in those versions as well: it is set here. */
typedef void (*plumbline_structured_error)(void *state, const void *error);
static inline void plumbline_set_structured_error(xmlSAXHandler *handler,
                                                  plumbline_structured_error function) {
  handler->serror = (xmlStructuredErrorFunc)(void *)function;
}
#endif
