/*
 * What no file may hold: bytes that are not UTF-8, control characters, odd
 * line ends, signs without a width, marks that turn the words beside them around.
 *
 *   yaml_tell_bytes     a text of YAML is not UTF-8 text (Shift_JIS, UTF-16 …)
 *                       or holds such a sign; false when its bytes are fine
 *   yaml_check_body     the same of the text below the fields, where UTF-8 has been seen to;
 *                       fast, since every record's is looked at
 *   yaml_is_odd         such a sign is in a piece of it
 */
#ifndef FORMAT_YAML_BYTES_H
#define FORMAT_YAML_BYTES_H

#include "format/yaml_text.h"

bool yaml_tell_bytes(const YamlText *t);
bool yaml_is_odd(Str text);

/*
 * A quick look for the signs among these that libyaml lets pass. It also ends lines at a lone CR, NEL, LS and PS,
 * which nobody sees in an editor; and it reads what turns the words beside it around, and what makes another word of
 * an id though it has no width.
 */
bool yaml_has_odd_sign(Str text);

/* False, and told: the body is not as it must be. */
bool yaml_check_body(const Source *src, Str body, Diag *d);

#endif
