package dev.mullion.live;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** Reads no more of an answer than AWS would send: some MiB, and nothing compressed, since nobody asked for that. */
final class LimitedHttpClient implements SdkHttpClient {
    /** Bytes. A page of a thousand instances has some 10 MiB. */
    static final long MOST = 64 * 1024 * 1024;

    private final SdkHttpClient http;

    LimitedHttpClient(SdkHttpClient http) {
        this.http = http;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = http.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return limited(prepared.call());
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse limited(HttpExecuteResponse answer) {
        boolean compressed = answer.httpResponse()
                .firstMatchingHeader("Content-Encoding")
                .filter(encoding -> !encoding.toLowerCase(Locale.ROOT).equals("identity"))
                .isPresent();
        return HttpExecuteResponse.builder()
                .response(answer.httpResponse())
                .responseBody(answer.responseBody()
                        .map(body -> AbortableInputStream.create(new Limited(body, compressed ? 0 : MOST), body))
                        .orElse(null))
                .build();
    }

    @Override
    public String clientName() {
        return http.clientName();
    }

    @Override
    public void close() {
        http.close();
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream body, long most) {
            super(body);
            left = most;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            left -= read;
            if (left < 0) {
                throw new NoAnswerException();
            }
        }
    }
}
