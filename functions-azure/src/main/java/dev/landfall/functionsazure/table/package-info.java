/** The port to records on Azure Table Storage. No meaning of any document lives here. */
@NullMarked
package dev.landfall.functionsazure.table;

import org.jspecify.annotations.NullMarked;
