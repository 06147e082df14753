/**
 * Brings a job's files into its workspace: archives of the blob store and git commits. Credentials are used for the
 * fetch alone and are not left behind; nothing of what was fetched is run here.
 */
@NullMarked
package dev.landfall.runner.source;

import org.jspecify.annotations.NullMarked;
