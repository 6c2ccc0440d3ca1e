// Package blob keeps files under keys: the originals of pictures, their
// renditions, films. Dir keeps them in a folder of the machine, S3 in a bucket of
// an S3-compatible store. Both promise what blobtest tests.
//
// A key is a slash path of plain names, "renditions/3f/3f2a…-640.webp". What is
// put under a key appears there whole or not at all, and stays the same until
// somebody puts or deletes the key again.
package blob
