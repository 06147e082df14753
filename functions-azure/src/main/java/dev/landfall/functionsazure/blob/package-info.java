/** The port to blobs on Azure Blob Storage. No key is interpreted. */
@NullMarked
package dev.landfall.functionsazure.blob;

import org.jspecify.annotations.NullMarked;
