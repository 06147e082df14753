/** Real processes for tests: control planes and runners that can be killed, a client, git repositories. No assertions. */
@NullMarked
package dev.landfall.integration.process;

import org.jspecify.annotations.NullMarked;
