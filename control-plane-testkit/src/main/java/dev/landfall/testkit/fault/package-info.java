/** Ports that fail as a seed says: unreachable, answer lost, process dead, messages that go astray. No rule is checked here. */
@NullMarked
package dev.landfall.testkit.fault;

import org.jspecify.annotations.NullMarked;
