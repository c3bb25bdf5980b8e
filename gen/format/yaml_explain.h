/*
 * Why libyaml had to stop, in the words of those who wrote the text.
 *
 * Its messages are only looked up (a table, the first row that fits), never shown. Used by the files of yaml.h alone;
 * nothing here is reached by a file without mistakes.
 */
#ifndef FORMAT_YAML_EXPLAIN_H
#define FORMAT_YAML_EXPLAIN_H

#include "format/yaml_text.h"

typedef struct YamlFault {
	const char *context, *problem; /* libyaml's words; never shown */
	YamlPlace context_at, at;
	bool has_quote; /* a quoted text over several lines came last */
	YamlPlace quote_from, quote_to;
} YamlFault;

/* Always reports one error or more. */
void yaml_explain_fault(const YamlText *t, const YamlFault *f);

#endif
