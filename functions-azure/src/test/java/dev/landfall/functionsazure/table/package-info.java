/** Tests of records on Table Storage, against Azurite. */
@NullMarked
package dev.landfall.functionsazure.table;

import org.jspecify.annotations.NullMarked;
