/*
 * What the files of yaml.h share, for them alone: one reading of a text
 * (yaml.c), which yaml_parse makes more than once (yaml_mend.c).
 *
 * So that all problems of a file are told in one run, what was told of a text
 * that broke is left out of a copy, and the copy read again, until the rest
 * can be read. Left out are the line that was told and what belongs below it,
 * never more: a second message that is only an echo of the first is worse
 * than none. So what stands near a mistake may only be told once that is
 * mended.
 */
#ifndef FORMAT_YAML_INNER_H
#define FORMAT_YAML_INNER_H

#include <stdint.h>

#include "base/arena.h"
#include "format/value.h"
#include "format/yaml_text.h"

#define YAML_NOT_BROKEN SIZE_MAX

/*
 * False: at least one error was told, if one of ours explains it. *broke_at: how many problems there were when
 * libyaml had to stop, so those behind tell why; YAML_NOT_BROKEN: it came to the end, or there is no going on
 * (bytes, memory, limits).
 */
bool yaml_read(const YamlText *t, uint32_t first_line, Arena *tree, Arena *texts, size_t *broke_at,
               Value *out);

#endif
