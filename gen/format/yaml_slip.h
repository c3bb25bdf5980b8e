/*
 * Usual slips of whoever types YAML: what is odd about one line, whatever libyaml makes of it.
 *
 *   yaml_tell_slip         the line at `offset` has one (a tab, a full-width
 *                          colon, '-a' …); false when it has none. With
 *                          `beside`, its neighbours with that slip as well
 *   yaml_looks_like_keys   a text may have been meant as fields
 *   yaml_in_smart_quotes   a value may have been meant as a quoted one
 *
 * Used by the files of yaml.h alone.
 */
#ifndef FORMAT_YAML_SLIP_H
#define FORMAT_YAML_SLIP_H

#include "format/yaml_text.h"

bool yaml_tell_slip(const YamlText *t, size_t offset, bool beside);

/* Every line of `lines` reads like 'key：value' or 'key:value'. */
bool yaml_looks_like_keys(Str lines);
/* A value in the quotes of a word processor (“…”, ‘…’, ＂…＂), which mean nothing here: what is inside them. */
bool yaml_in_smart_quotes(Str value, Str *inside);

#endif
