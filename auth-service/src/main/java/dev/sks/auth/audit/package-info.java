/**
 * Who changed what, when and from where: written in the transaction of the change, published, kept
 * and read. Every store that administrators or owners change enters with {@link
 * dev.sks.auth.audit.Audit}.
 */
package dev.sks.auth.audit;
