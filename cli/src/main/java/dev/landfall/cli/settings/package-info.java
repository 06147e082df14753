/**
 * What a run of the command line finds around itself, and what follows from it: which server, which token, which
 * format; flags before variables before the config file. Nothing here talks to a server or prints.
 */
@NullMarked
package dev.landfall.cli.settings;

import org.jspecify.annotations.NullMarked;
