/**
 * What people and programs read: tables, sheets, JSON, progress. Nothing here knows a command or a server.
 */
@NullMarked
package dev.landfall.cli.output;

import org.jspecify.annotations.NullMarked;
