/*
 * What two published trees hold, and how they differ: for whoever brings a
 * site to another server.
 *
 *   Ledger l = { .arena = a };
 *   if (inventory_load(STR("before"), INVENTORY_OLD, &l, d) &&
 *       inventory_load(STR("out"), INVENTORY_NEW, &l, d))
 *           list = inventory_differences(&l, a, &count);
 *   ... inventory_letter(list[i]), list[i]->file.path
 *   inventory_save(&l, STR("before"), d)         for the next time
 *
 * Either may be a folder or a list that was saved; an empty file, or
 * /dev/null, is a list of nothing. A folder beside its state folder is told by its manifest,
 * any other one is read whole. Links and devices in it are not looked at.
 */
#ifndef PUBLISH_INVENTORY_H
#define PUBLISH_INVENTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "publish/ledger.h"

typedef enum InventorySide { INVENTORY_OLD, INVENTORY_NEW } InventorySide;

/* The old one first. */
bool inventory_load(Str path, InventorySide side, Ledger *l, Diag *d);

/* What is added, changed or removed, by path. */
const LedgerEntry **inventory_differences(const Ledger *l, Arena *a, size_t *count);
/* A: new, M: changed, D: gone; 0: the same in both. */
char inventory_letter(const LedgerEntry *entry);

/* The new one, as a list. An older file of that name is replaced in one step. */
bool inventory_save(const Ledger *l, Str file, Diag *d);

#endif
