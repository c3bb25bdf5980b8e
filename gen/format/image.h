/*
 * JPEG and PNG pictures: their size, and their bytes without what cameras
 * and programs write beside the picture (place, time, name, thumbnail).
 *
 *   Picture p;
 *   if (!picture_read(bytes, &p)) …        not a JPEG or PNG that can be published
 *   Str clean = picture_clean(&p, page);
 *
 * Nothing is decoded: the parts that make the picture are copied as they
 * are, with colours and transparency; everything else, and whatever stands
 * behind the end, is left out. A JPEG that is to be turned keeps that one
 * fact. Width and height are those of the picture as it is shown.
 */
#ifndef FORMAT_IMAGE_H
#define FORMAT_IMAGE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

enum { PICTURE_SIDE_MAX = 10000 };             /* pixels; ours, so that no page holds a giant */

typedef enum PictureFormat { PICTURE_JPEG, PICTURE_PNG } PictureFormat;

typedef struct Picture {
	PictureFormat format;
	Str bytes;                             /* borrowed, as they were */
	int width, height;
	int turn;                              /* 1 to 8, as Exif counts: 1 is upright */
} Picture;

bool picture_read(Str bytes, Picture *p);
/* Of a Picture that picture_read made; in `a`. */
Str  picture_clean(const Picture *p, Arena *a);

#endif
