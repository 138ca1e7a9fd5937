/**
 * Shows the product at work, through its real command line. It knows nothing of the services but
 * their public door.
 */
package dev.sks.standalone.demo;
