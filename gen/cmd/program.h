/*
 * Which program this is: it, the libraries it runs with, the words it speaks.
 *
 * Another program may make other bytes of the same content, so what one
 * build kept is of use only to the same one.
 */
#ifndef CMD_PROGRAM_H
#define CMD_PROGRAM_H

#include "base/hash.h"

/* Told from the files' inodes, sizes and times: never equal for two programs. */
Hash program_mark(void);

#endif
