/** An app config directory (TOML) as checked, immutable values. Only reading and checking: deploying it is the control plane's. */
@NullMarked
package dev.landfall.formats.appconfig;

import org.jspecify.annotations.NullMarked;
