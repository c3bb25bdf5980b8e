/*
 * A file into the stage, with the .gz that lies beside it.
 *
 *   Packer p = { 0 };                         one a worker
 *   bool new = deliver(stage, &p, how, path, bytes, &scratch);
 *   packer_drop(&p);
 *
 * Equal bytes have an equal .gz, or none where it would not be smaller; so
 * it is not made again where the same program made the published one.
 */
#ifndef CMD_DELIVER_H
#define CMD_DELIVER_H

#include "format/gzip.h"
#include "publish/stage.h"

typedef struct Packer {
	Arena arena;
	Gzip *gzip;                            /* made when first needed */
} Packer;

typedef struct DeliverOptions {
	bool plain;                            /* no .gz at all */
	bool trusts;                           /* the published ones are of this program */
} DeliverOptions;

/* The path ends with a NUL and outlives the stage. False: it was published with these bytes. */
bool deliver(Stage *s, Packer *p, DeliverOptions how, Str path, Str bytes, Arena *scratch);
/*
 * What is published at such a path stays, with its .gz, where builds with the same options made both; false when it is
 * not there.
 */
bool deliver_nothing(Stage *s, DeliverOptions how, Str path, Arena *scratch);
void packer_drop(Packer *p);

#endif
