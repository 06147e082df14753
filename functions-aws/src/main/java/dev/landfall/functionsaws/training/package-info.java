/**
 * The run in which a function of the container image does its work once, so that its JVM can write a start-up cache: the
 * runtime API and the services are played here, since the build of an image reaches neither. No function loads any of this.
 */
@NullMarked
package dev.landfall.functionsaws.training;

import org.jspecify.annotations.NullMarked;
