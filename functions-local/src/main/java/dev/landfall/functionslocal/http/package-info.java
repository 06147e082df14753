/**
 * The embedded HTTP server: platform exchange in, the control plane's own request out, and back. It knows no store and
 * makes no decision about what a request means.
 */
@NullMarked
package dev.landfall.functionslocal.http;

import org.jspecify.annotations.NullMarked;
