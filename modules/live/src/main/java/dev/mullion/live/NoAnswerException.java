package dev.mullion.live;

import software.amazon.awssdk.core.exception.SdkClientException;

/** What came back holds nothing of an answer of the call: a proxy's page, an empty object, another API's answer. */
final class NoAnswerException extends SdkClientException {
    private static final long serialVersionUID = 1L;

    NoAnswerException() {
        super(builder().message("no answer of this call"));
    }
}
