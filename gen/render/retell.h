/*
 * A finished page told again: with readings over its kanji.
 *
 *   Str html = out->kind->render(desk, out);
 *   html = retell(desk, out, html);
 *
 * It walks over the tags of a page that this program made and changes texts
 * only. Readings stand in headings, facts and the text of a record, never in
 * titles, attributes or list lines. No kind of page asks for it yet: over
 * the pages of the site itself ruby.js lays them, in the browser.
 *
 * The new page lives in the desk's page arena. Where there is nothing to
 * tell again it is `html` itself.
 */
#ifndef RENDER_RETELL_H
#define RENDER_RETELL_H

#include "base/str.h"
#include "render/desk.h"

Str retell(Desk *desk, const Output *out, Str html);

#endif
