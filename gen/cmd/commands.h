/*
 * The commands: each does its part of one walk and returns an exit status.
 */
#ifndef CMD_COMMANDS_H
#define CMD_COMMANDS_H

#include "cmd/options.h"

/* Every command, ended by a row without a name; the table is main.c's. */
extern const Command COMMANDS[];

int cmd_build(const Options *o);
int cmd_check(const Options *o);
int cmd_serve(const Options *o);
int cmd_export(const Options *o);
int cmd_new(const Options *o);
int cmd_schema(const Options *o);

int cmd_import(const Options *o);
int cmd_rollback(const Options *o);
int cmd_explain(const Options *o);
int cmd_hook(const Options *o);
int cmd_next_change(const Options *o);
int cmd_deploy_list(const Options *o);
int cmd_board(const Options *o);
int cmd_form(const Options *o);
int cmd_confirm(const Options *o);
int cmd_reprint(const Options *o);
int cmd_completion(const Options *o);

#endif
