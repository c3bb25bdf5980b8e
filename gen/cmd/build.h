/*
 * One build, for the commands that publish.
 *
 * The lock is taken before a byte of the sources is read: of two builds the
 * later one has then seen whatever the earlier one has, and so the newest
 * content is what stays published.
 */
#ifndef CMD_BUILD_H
#define CMD_BUILD_H

#include "base/diag.h"
#include "cmd/options.h"
#include "publish/stage.h"
#include "source/repository.h"

typedef struct Built {
	bool done, busy;                       /* neither: `d` says why nothing was published */
	StageCount count;
	Commit commit;                         /* with --git: what was built */
} Built;

Built build_site(const Options *o, Diag *d);

#endif
