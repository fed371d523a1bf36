/** What all components on AWS share: the stack they belong to, tags, ARNs, IAM policies, changes of children. */
@NullMarked
package dev.mullion.aws;

import org.jspecify.annotations.NullMarked;
