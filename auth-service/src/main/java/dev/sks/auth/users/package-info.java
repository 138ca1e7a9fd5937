/**
 * Users, their roles in tenants, and the administrators' door to them. Features that prove who
 * somebody is enter for credentials and grants.
 */
package dev.sks.auth.users;
