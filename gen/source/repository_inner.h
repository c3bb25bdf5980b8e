/*
 * What git.c and object.c share of an open repository.
 */
#ifndef SOURCE_REPOSITORY_INNER_H
#define SOURCE_REPOSITORY_INNER_H

#include "source/git_library.h"
#include "source/repository.h"

struct Repository {
	Git2 git2;                             /* the library */
	git_repository *git;
	git_odb *odb;                          /* of `git`, opened once */
	Str path;                              /* as it was given, for messages */
	Str quarantine;                        /* as it was given, or empty */
	Arena arena;                           /* holds this struct too */
};

/* The same objects once more, for one thread alone: threads that share an odb only wait for each other. */
int repository_objects(const Repository *repo, git_odb **odb);

#endif
