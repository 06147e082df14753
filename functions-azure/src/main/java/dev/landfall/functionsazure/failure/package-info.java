/** What a failed call to an Azure service means to a caller of a port. Nothing that is not an SDK's exception enters. */
@NullMarked
package dev.landfall.functionsazure.failure;

import org.jspecify.annotations.NullMarked;
