/*
 * Headings, and whatever is set in large type: names in them are not broken.
 *
 * Which names, is told in known_names.h. On paper they are kept by the
 * drawing (drawing_keep_names), on a page each stands in <span class="whole">,
 * which style sheets keep on one line. Where none is in it, a heading is its
 * text and nothing more.
 *
 * All of them come from files that are part of every key (render/keys.h).
 */
#ifndef RENDER_HEADING_H
#define RENDER_HEADING_H

#include "base/str.h"
#include "format/names.h"
#include "format/value.h"
#include "render/desk.h"

/* desk_names, and those that a sheet of the record shows besides: its own, of where it is and of who holds it. */
Names *desk_names_of(Desk *desk, const Record *r, Arena *a);

/* As HTML, in the desk's page arena. Pages in another language are told again from plain texts, and have no spans. */
Value view_heading(Desk *desk, const Output *out, Str text);

#endif
