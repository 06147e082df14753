/** IAM policy documents of AWS as vendors write them, checked as text. Whether a request would be allowed is not decided here. */
@NullMarked
package dev.landfall.formats.iam;

import org.jspecify.annotations.NullMarked;
