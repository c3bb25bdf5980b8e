#include "cmd/commands.h"

/* A build whose plan has nothing else: published in one step, refused with errors, quick where little has changed. */
int cmd_export(const Options *o)
{
	Options only = *o;
	only.only_data = true;
	return cmd_build(&only);
}
