/*
 * So many of something, in words of the language of the messages: "1 error", "8 warnings", "エラー 8 件".
 *
 *   fprintf(stderr, _("%s, %s\n"), counted_errors(d->errors).text, counted_warnings(d->warnings).text);
 */
#ifndef CMD_COUNTED_H
#define CMD_COUNTED_H

#include <stddef.h>

typedef struct Counted {
	char text[96];
} Counted;

Counted counted_errors(size_t n);
Counted counted_warnings(size_t n);
Counted counted_files(size_t n);

#endif
