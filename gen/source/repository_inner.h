/*
 * What git.c, history.c and past.c share of an open repository.
 */
#ifndef SOURCE_REPOSITORY_INNER_H
#define SOURCE_REPOSITORY_INNER_H

#include <git2.h>

#include "source/repository.h"

struct Repository {
	git_repository *git;
	git_odb *odb;                          /* of `git`, opened once */
	Str path;                              /* as it was given, for messages */
	Arena arena;                           /* holds this struct too */
};

#endif
