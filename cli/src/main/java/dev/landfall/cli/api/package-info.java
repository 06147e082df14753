/**
 * The vendor API as a client sees it: addresses, requests with deadlines, replies as JSON trees, errors as they came.
 * Nothing here prints.
 */
@NullMarked
package dev.landfall.cli.api;

import org.jspecify.annotations.NullMarked;
