/** {@code landfall login}, {@code logout} and {@code context}: the saved servers. Nothing here uses them for anything else. */
@NullMarked
package dev.landfall.cli.login;

import org.jspecify.annotations.NullMarked;
