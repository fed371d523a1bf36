package dev.mullion.review.post;

/** Which sides of a comparison are plans that lay there before it, and were not previewed by it. */
public enum HandedOver {
    BASE,
    HEAD,
    BOTH
}
