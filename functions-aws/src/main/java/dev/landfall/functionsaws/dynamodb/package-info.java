/** All records in one DynamoDB table. What a document means is not known here. */
@NullMarked
package dev.landfall.functionsaws.dynamodb;

import org.jspecify.annotations.NullMarked;
