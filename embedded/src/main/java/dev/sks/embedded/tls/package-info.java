/**
 * Certificates for stores that speak TLS only, made by the JDK's keytool. Tests enter, by {@link
 * dev.sks.embedded.StackBuilder#withTls}.
 */
package dev.sks.embedded.tls;
