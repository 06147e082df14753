/** Contents from addresses: fetched on this machine, kept by their SHA-256. What an app config says is not known here. */
@NullMarked
package dev.landfall.cli.source;

import org.jspecify.annotations.NullMarked;
