/**
 * What the pages for people have in common: headers that keep a browser safe, the token against
 * forged forms, the fields of a sign-in. Features with a page enter.
 */
package dev.sks.auth.page;
