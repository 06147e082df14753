/**
 * The log of an attempt as it is spooled, shipped and stored: numbered chunks of lines, and how to read and write them.
 * Nothing here knows where a log lies or how it travels.
 */
@NullMarked
package dev.landfall.protocol.log;

import org.jspecify.annotations.NullMarked;
