/** Tests of blobs on Blob Storage, against Azurite. */
@NullMarked
package dev.landfall.functionsazure.blob;

import org.jspecify.annotations.NullMarked;
