/*
 * A finished page told again in another language.
 *
 *   Str html = out->kind->render(desk, out);
 *   html = retell(desk, out, html);
 *
 * It walks over the tags of a page that this program made, so whatever
 * layouts and views say is told again without their doing: a new text needs a
 * line in content/languages/ and nothing else.
 *
 *   texts       by the language's file (site/language.h); what it has nothing
 *               for stays, marked as Japanese; likewise alt, aria-label, title,
 *               placeholder, what <meta> says, and what scripts say: data-words,
 *               data-access and data-name, texts with bars between them
 *   links       to pages there are in the language lead to these; others get
 *               the language's note, and hreflang="ja"
 *   records     in easy Japanese by their own easy name and summary, where a
 *               link has told which record is spoken of
 *   names       in English a record's name_en, and beside it the Japanese name
 *   readings    in easy Japanese over every kanji. Pages in Japanese have none in
 *               them: ruby.js lays these, in the browser
 *
 * What stands in an element with a `lang` of its own is left as it is.
 *
 * The new page lives in the desk's page arena. A page in Japanese is `html`
 * itself.
 */
#ifndef RENDER_RETELL_H
#define RENDER_RETELL_H

#include "base/str.h"
#include "render/desk.h"

Str retell(Desk *desk, const Output *out, Str html);

#endif
