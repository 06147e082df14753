/** Blobs in one S3 bucket. */
@NullMarked
package dev.landfall.functionsaws.s3;

import org.jspecify.annotations.NullMarked;
