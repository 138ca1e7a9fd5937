/**
 * Requests that other services answer: auth, data, results and logs, pumped through with
 * back-pressure and never stored. Rooms that need a service's address or a pump enter.
 */
package dev.sks.ui.proxy;
