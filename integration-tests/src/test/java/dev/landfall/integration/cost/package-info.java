/** What a job costs: what each step of its path asks of the services, counted. Which price that has is said in the docs. */
@NullMarked
package dev.landfall.integration.cost;

import org.jspecify.annotations.NullMarked;
