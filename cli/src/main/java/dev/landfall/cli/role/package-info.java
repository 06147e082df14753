/** Roles of installs and projects for people: which operation runs as whom. What a role may do is the customer's cloud's to say. */
@NullMarked
package dev.landfall.cli.role;

import org.jspecify.annotations.NullMarked;
